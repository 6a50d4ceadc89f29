# A load balancer with a TCP and a UDP listener on one port, in front of a master and its hot spare. See README.md.

terraform {
  required_providers {
    alicloud = {
      source = "aliyun/alicloud"
    }
  }
}

variable "endpoint" {
  description = "Where Hotspare listens, without a scheme."
  type        = string
  default     = "127.0.0.1:8014"
}

variable "access_key_id" {
  type = string
}

variable "access_key_secret" {
  type      = string
  sensitive = true
}

provider "alicloud" {
  region     = "cn-hangzhou"
  access_key = var.access_key_id
  secret_key = var.access_key_secret

  # Otherwise the provider asks the vendor's billing service which kind of account this is.
  account_type = "Domestic"

  # Listeners are made over HTTPS whatever stands here.
  protocol = "HTTPS"

  endpoints {
    slb = var.endpoint
    vpc = var.endpoint
  }
}

resource "alicloud_slb_load_balancer" "redis" {
  load_balancer_name   = "redis"
  address_type         = "internet"
  internet_charge_type = "PayByTraffic"
  load_balancer_spec   = "slb.s1.small"

  tags = {
    env = "test"
  }
}

resource "alicloud_slb_master_slave_server_group" "pair" {
  load_balancer_id = alicloud_slb_load_balancer.redis.id
  name             = "redis"

  servers {
    server_id   = "i-master"
    port        = 7001
    weight      = 100
    server_type = "Master"
  }

  servers {
    server_id   = "i-slave"
    port        = 7002
    weight      = 100
    server_type = "Slave"
  }

  # A group never changes, and one that a listener uses cannot be deleted: make the new one, move the listeners, delete.
  lifecycle {
    create_before_destroy = true
  }
}

resource "alicloud_slb_listener" "redis" {
  for_each = toset(["tcp", "udp"])

  load_balancer_id             = alicloud_slb_load_balancer.redis.id
  master_slave_server_group_id = alicloud_slb_master_slave_server_group.pair.id
  protocol                     = each.key
  frontend_port                = 6379
  bandwidth                    = -1
  description                  = "redis-${each.key}"
  health_check_interval        = 2
  healthy_threshold            = 2
  unhealthy_threshold          = 2
}

output "address" {
  value = alicloud_slb_load_balancer.redis.address
}
